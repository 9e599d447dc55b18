package dev.plenum.sfu.dtls;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * ECDSA by OpenSSL 3's libcrypto, a fraction of what Bouncy Castle's costs, and quick from the
 * first call on. Without the library this class does not initialize. For any thread.
 *
 * <p>Source: OpenSSL's manual, EC_KEY_new(3) and ECDSA_sign(3). They are called deprecated since
 * OpenSSL 3.0, but reading a key their successors' way takes as long as verifying.
 */
final class LibcryptoEcdsa {
  private static final int OK = 1;

  /** NID_X9_62_prime256v1 of openssl/obj_mac.h. */
  private static final int P_256 = 415;

  /** What ECDSA_sign and ECDSA_verify call type. */
  private static final int UNUSED = 0;

  /** A DER-encoded signature with P-256 has at most 72 bytes. */
  private static final long MOST_SIGNATURE_BYTES = 80;

  @SuppressWarnings("restricted")
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());

  private static final MethodHandle NEW_KEY =
      function("EC_KEY_new_by_curve_name", FunctionDescriptor.of(ADDRESS, JAVA_INT));
  private static final MethodHandle FREE_KEY =
      function("EC_KEY_free", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle READ_PRIVATE_KEY =
      function("EC_KEY_oct2priv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle READ_PUBLIC_KEY =
      function(
          "EC_KEY_oct2key", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle SIGN =
      function(
          "ECDSA_sign",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle VERIFY =
      function(
          "ECDSA_verify",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));

  private LibcryptoEcdsa() {}

  /**
   * A private key, which is kept for as long as the process lives.
   *
   * @param number in 32 bytes, big-endian
   */
  static MemorySegment privateKey(byte[] number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = newKey();
      if ((int) READ_PRIVATE_KEY.invokeExact(key, copy(number, arena), (long) number.length)
          != OK) {
        throw new IllegalStateException("libcrypto does not take the node's key");
      }
      return key;
    } catch (IllegalStateException bug) {
      throw bug;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /**
   * Signs a digest.
   *
   * @return the signature in DER, as TLS has it
   */
  static byte[] sign(MemorySegment key, byte[] digest) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment signature = arena.allocate(MOST_SIGNATURE_BYTES);
      MemorySegment length = arena.allocate(JAVA_INT);
      MemorySegment signed = copy(digest, arena);
      if ((int) SIGN.invokeExact(UNUSED, signed, digest.length, signature, length, key) != OK) {
        throw new IllegalStateException("libcrypto does not sign");
      }
      return signature.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
    } catch (IllegalStateException bug) {
      throw bug;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /**
   * Whether a signature is that of a key's owner; false too where either is none.
   *
   * @param publicKey a point of P-256, as a certificate has it (RFC 5480 section 2.2)
   * @param signature in DER
   */
  static boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = newKey();
      try {
        MemorySegment point = copy(publicKey, arena);
        MemorySegment signed = copy(digest, arena);
        MemorySegment given = copy(signature, arena);
        return (int)
                    READ_PUBLIC_KEY.invokeExact(
                        key, point, (long) publicKey.length, MemorySegment.NULL)
                == OK
            && (int) VERIFY.invokeExact(UNUSED, signed, digest.length, given, signature.length, key)
                == OK;
      } finally {
        FREE_KEY.invokeExact(key);
      }
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), type);
  }

  /** What a function handle threw: never something that the function itself did. */
  private static AssertionError failure(Throwable thrown) {
    return new AssertionError("a native call", thrown);
  }

  private static MemorySegment newKey() throws Throwable {
    return (MemorySegment) NEW_KEY.invokeExact(P_256);
  }

  private static MemorySegment copy(byte[] bytes, SegmentAllocator to) {
    return to.allocateFrom(JAVA_BYTE, bytes);
  }
}
