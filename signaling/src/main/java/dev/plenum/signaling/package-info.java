@org.jspecify.annotations.NullMarked
package dev.plenum.signaling;
