package dev.plenum.sfu.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions of OpenSSL 3's libcrypto that SRTP needs, with pointers to packets as plain
 * addresses. Without the library this class does not initialize.
 *
 * <p>Source: OpenSSL's manual, EVP_EncryptInit(3) and SHA1(3).
 */
final class Libcrypto {
  static final long NULL = 0;

  /** EVP_CTRL_AEAD_GET_TAG and EVP_CTRL_AEAD_SET_TAG of openssl/evp.h. */
  static final int GET_TAG = 0x10;

  static final int SET_TAG = 0x11;

  /** Size of SHA_CTX in openssl/sha.h. */
  static final int SHA1_STATE_BYTES = 96;

  private static final NativeLibrary LIBRARY = new NativeLibrary("libcrypto.so.3");

  private static final MethodHandle CONTEXT_NEW =
      LIBRARY.function("EVP_CIPHER_CTX_new", FunctionDescriptor.of(ADDRESS));
  private static final MethodHandle CONTEXT_FREE =
      LIBRARY.function("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle INIT =
      LIBRARY.quickFunction(
          "EVP_CipherInit_ex",
          FunctionDescriptor.of(
              JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle UPDATE =
      LIBRARY.quickFunction(
          "EVP_CipherUpdate",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle FINAL =
      LIBRARY.quickFunction(
          "EVP_CipherFinal_ex", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle CONTROL =
      LIBRARY.quickFunction(
          "EVP_CIPHER_CTX_ctrl",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle SHA1_INIT =
      LIBRARY.quickFunction("SHA1_Init", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final MethodHandle SHA1_UPDATE =
      LIBRARY.quickFunction(
          "SHA1_Update", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SHA1_FINAL =
      LIBRARY.quickFunction("SHA1_Final", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));

  private static final long AES_128_GCM = algorithm("EVP_aes_128_gcm");
  private static final long AES_128_CTR = algorithm("EVP_aes_128_ctr");

  private Libcrypto() {}

  /** A context for GCM with this key, freed with the arena. */
  static MemorySegment gcm(byte[] key, Arena arena) {
    return context(AES_128_GCM, key, arena);
  }

  /** A context for counter mode with this key, freed with the arena. */
  static MemorySegment counterMode(byte[] key, Arena arena) {
    return context(AES_128_CTR, key, arena);
  }

  /** Begins a message under the context's key. */
  static void start(MemorySegment context, long nonce, boolean encrypts) {
    init(context, NULL, NULL, nonce, encrypts ? 1 : 0);
  }

  /**
   * Takes bytes.
   *
   * @param out where the result goes, {@link #NULL} for bytes that are only authenticated
   * @param count gets how many bytes came out, an int
   */
  static void update(MemorySegment context, long out, long count, long in, int length) {
    try {
      check((int) UPDATE.invokeExact(context, out, count, in, length));
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  /** Ends the message; returns whether its tag fits, where it was decrypted. */
  static boolean finish(MemorySegment context, long out, long count) {
    try {
      return (int) FINAL.invokeExact(context, out, count) == 1;
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  /**
   * @param command {@link #GET_TAG} or {@link #SET_TAG}
   */
  static void control(MemorySegment context, int command, int length, long bytes) {
    try {
      check((int) CONTROL.invokeExact(context, command, length, bytes));
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  static void sha1Init(MemorySegment state) {
    try {
      check((int) SHA1_INIT.invokeExact(state));
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  static void sha1Update(MemorySegment state, long bytes, int length) {
    try {
      check((int) SHA1_UPDATE.invokeExact(state, bytes, (long) length));
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  static void sha1Final(long digest, MemorySegment state) {
    try {
      check((int) SHA1_FINAL.invokeExact(digest, state));
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MemorySegment context(long algorithm, byte[] key, Arena arena) {
    MemorySegment context;
    try {
      context = (MemorySegment) CONTEXT_NEW.invokeExact();
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
    Scratch scratch = Scratch.ofThread();
    scratch.write(Scratch.BODY, key, 0, key.length);
    init(context, algorithm, scratch.at(Scratch.BODY), NULL, 1);
    return context.reinterpret(arena, Libcrypto::free);
  }

  private static void init(
      MemorySegment context, long algorithm, long key, long nonce, int encrypts) {
    try {
      check((int) INIT.invokeExact(context, algorithm, NULL, key, nonce, encrypts));
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  private static void free(MemorySegment context) {
    try {
      CONTEXT_FREE.invokeExact(context);
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  private static long algorithm(String name) {
    try {
      return (long) LIBRARY.function(name, FunctionDescriptor.of(JAVA_LONG)).invokeExact();
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  private static void check(int result) {
    if (result != 1) {
      throw new IllegalStateException("libcrypto refuses a call");
    }
  }
}
