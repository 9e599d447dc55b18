package dev.plenum.sfu.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The GCM functions of Intel's ipsec-mb (1.x) that suit this processor, with pointers to packets as
 * plain addresses. Without the library, or on a processor that it has none for, this class does not
 * initialize.
 *
 * <p>Source: intel-ipsec-mb.h.
 */
final class IpsecMb {
  /** Size of struct gcm_key_data, with room for the largest of its variants, and its alignment. */
  static final int KEY_BYTES = 1024;

  static final int ALIGNMENT_BYTES = 64;

  /** Size of struct gcm_context_data, rounded up. */
  static final int CONTEXT_BYTES = 128;

  private static final int GCM_ARGUMENTS = 10;
  private static final long TAG_BYTES = Aead.TAG_BYTES;

  /** IMB_FEATURE_*. */
  private static final long AVX = 1 << 5;

  private static final long AVX2 = 1 << 6;
  private static final long AVX512_SKX = 0x1F << 7;
  private static final long VAES_AND_VPCLMULQDQ = 3 << 12;

  private static final NativeLibrary LIBRARY = new NativeLibrary("libIPSec_MB.so.1");
  private static final String VARIANT = variant(features());

  private static final MethodHandle PREPARE =
      LIBRARY.quickFunction(
          "aes_gcm_pre_128_" + VARIANT, FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS));
  private static final MethodHandle ENCRYPT = gcm("aes_gcm_enc_128_" + VARIANT);
  private static final MethodHandle DECRYPT = gcm("aes_gcm_dec_128_" + VARIANT);

  private IpsecMb() {}

  /** Fills {@code expanded} with what the key decides. */
  static void prepare(long key, MemorySegment expanded) {
    try {
      PREPARE.invokeExact(key, expanded);
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  /**
   * Encrypts in place.
   *
   * @param key as {@link #prepare} expanded it
   * @param context scratch of one call, {@link #CONTEXT_BYTES} of it
   * @param tag gets 16 bytes
   */
  static void encrypt(
      MemorySegment key,
      long context,
      long bytes,
      long length,
      long nonce,
      long associated,
      long associatedBytes,
      long tag) {
    try {
      ENCRYPT.invokeExact(
          key, context, bytes, bytes, length, nonce, associated, associatedBytes, tag, TAG_BYTES);
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  /** Decrypts in place; {@code tag} gets what the tag ought to be. */
  static void decrypt(
      MemorySegment key,
      long context,
      long bytes,
      long length,
      long nonce,
      long associated,
      long associatedBytes,
      long tag) {
    try {
      DECRYPT.invokeExact(
          key, context, bytes, bytes, length, nonce, associated, associatedBytes, tag, TAG_BYTES);
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  private static MethodHandle gcm(String name) {
    MemoryLayout[] arguments = new MemoryLayout[GCM_ARGUMENTS];
    Arrays.fill(arguments, JAVA_LONG);
    arguments[0] = ADDRESS;
    return LIBRARY.quickFunction(name, FunctionDescriptor.ofVoid(arguments));
  }

  private static long features() {
    try {
      return (long)
          LIBRARY.function("imb_get_feature_flags", FunctionDescriptor.of(JAVA_LONG)).invokeExact();
    } catch (Throwable e) {
      throw NativeLibrary.failure(e);
    }
  }

  private static String variant(long features) {
    if (has(features, AVX512_SKX | VAES_AND_VPCLMULQDQ)) {
      return "vaes_avx512";
    }
    if (has(features, AVX512_SKX)) {
      return "avx512";
    }
    if (has(features, AVX2)) {
      return "avx_gen4";
    }
    if (has(features, AVX)) {
      return "avx_gen2";
    }
    throw new UnsupportedOperationException("a processor without AVX");
  }

  private static boolean has(long features, long wanted) {
    return (features & wanted) == wanted;
  }
}
