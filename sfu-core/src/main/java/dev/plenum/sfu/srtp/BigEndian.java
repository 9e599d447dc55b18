package dev.plenum.sfu.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Network byte order in byte arrays. */
final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static int uint16(byte[] bytes, int offset) {
    return Short.toUnsignedInt((short) SHORT.get(bytes, offset));
  }

  static int int32(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static void putInt32(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }
}
