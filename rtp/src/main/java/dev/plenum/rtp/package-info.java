@org.jspecify.annotations.NullMarked
package dev.plenum.rtp;
