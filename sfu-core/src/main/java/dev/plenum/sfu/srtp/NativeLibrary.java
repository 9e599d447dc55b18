package dev.plenum.sfu.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * A shared library of the machine. What is not there throws, and so fails the initialization of the
 * class that holds the functions.
 */
@SuppressWarnings("restricted")
final class NativeLibrary {
  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup symbols;

  /**
   * @throws IllegalArgumentException if the machine has no such library
   */
  NativeLibrary(String fileName) {
    symbols = SymbolLookup.libraryLookup(fileName, Arena.global());
  }

  /** A function that may take its time. */
  MethodHandle function(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(symbols.findOrThrow(name), type);
  }

  /** A function that is done in a microsecond or so: the collector waits for it. */
  MethodHandle quickFunction(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(
        symbols.findOrThrow(name), type, Linker.Option.critical(/* allowHeapAccess= */ false));
  }

  /** What a function handle threw: never something that the function itself did. */
  static AssertionError failure(Throwable thrown) {
    return new AssertionError("a native call", thrown);
  }
}
