/**
 * HTTP itself: the listening server, its limits, problem documents, cross-origin rules and the web
 * files.
 */
@NullMarked
package dev.plenum.signaling.http;

import org.jspecify.annotations.NullMarked;
