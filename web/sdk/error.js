/** What went wrong, in a form that a program can branch on and a person can act on. */
export class PlenumError extends Error {
  /**
   * @param {string} code one of the protocol's codes, or `connection-lost`, `timeout`, `device-refused`, `device-in-use`,
   *   `device-absent`, `insecure-page`, `closed`
   * @param {string} message what happened
   * @param {string} [fix] what to do about it
   * @param {number | null} [retryMs] when trying again makes sense
   */
  constructor(code, message, fix = '', retryMs = null) {
    super(message);
    this.name = 'PlenumError';
    this.code = code;
    this.fix = fix;
    this.retryMs = retryMs;
  }
}

/** @type {Record<string, [code: string, message: string, fix: string]>} */
const DEVICE_ERRORS = {
  NotAllowedError: ['device-refused', 'The browser refused the device.', 'Allow it in the site settings beside the address.'],
  NotReadableError: ['device-in-use', 'Another program is using the device.', 'Close that program or choose another device.'],
  AbortError: ['device-in-use', 'The device could not be started.', 'Plug it in again or choose another device.'],
  NotFoundError: ['device-absent', 'There is no such device.', 'Plug one in; it is picked up by itself.'],
  OverconstrainedError: ['device-absent', 'The chosen device is gone.', 'Choose another device.'],
};

/**
 * Turns what `getUserMedia` throws into one of ours.
 *
 * @param {unknown} error
 * @returns {PlenumError}
 */
export function deviceError(error) {
  if (error instanceof PlenumError) return error;
  const name = error instanceof Error ? error.name : '';
  const [code, message, fix] = DEVICE_ERRORS[name] ?? ['device-refused', String(error), 'Choose another device.'];
  return new PlenumError(code, message, fix);
}
