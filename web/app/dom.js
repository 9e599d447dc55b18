/**
 * @typedef {Node | string | number | false | null | undefined} Child
 * @typedef {Record<string, any> & {on?: Record<string, (event: any) => void>}} Props
 */

/**
 * Makes an element. `class` and other names are attributes (`true` and `false` set and omit them), `on` holds listeners.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, { on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, String(value));
  }
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  element.append(...children.filter(child => child !== false && child != null).map(child => (child instanceof Node ? child : String(child))));
  return element;
}

/**
 * Shows or hides an element for everybody, assistive technology included.
 *
 * @param {HTMLElement} element
 * @param {boolean} shown
 */
export function show(element, shown) {
  element.hidden = !shown;
}
