@org.jspecify.annotations.NullMarked
package dev.plenum.sfu.control;
