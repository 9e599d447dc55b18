package dev.plenum.sfu.port;

/** Linux's error numbers (asm-generic/errno.h), and what they mean for a datagram. */
final class Errno {
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EAFNOSUPPORT = 97;

  private static final int EPERM = 1;
  private static final int EBADF = 9;
  private static final int ENOMEM = 12;
  private static final int EACCES = 13;
  private static final int EFAULT = 14;
  private static final int ENOTSOCK = 88;
  private static final int EMSGSIZE = 90;
  private static final int EADDRINUSE = 98;
  private static final int EADDRNOTAVAIL = 99;
  private static final int ENETDOWN = 100;
  private static final int ENETUNREACH = 101;
  private static final int ENOBUFS = 105;
  private static final int ECONNREFUSED = 111;
  private static final int EHOSTDOWN = 112;
  private static final int EHOSTUNREACH = 113;

  private Errno() {}

  static UdpDrop sendDrop(int errno) {
    return switch (errno) {
      case EAGAIN -> UdpDrop.SEND_WOULD_BLOCK;
      case ENOBUFS, ENOMEM -> UdpDrop.SEND_NO_BUFFERS;
      case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL, EAFNOSUPPORT ->
          UdpDrop.SEND_UNREACHABLE;
      case ECONNREFUSED -> UdpDrop.SEND_REFUSED;
      case EPERM, EACCES -> UdpDrop.SEND_NOT_PERMITTED;
      case EMSGSIZE -> UdpDrop.SEND_TOO_LONG;
      default -> UdpDrop.SEND_FAILED;
    };
  }

  /** Whether only a mistake of ours can have led to {@code errno}. */
  static boolean isOurFault(int errno) {
    return errno == EBADF || errno == EFAULT || errno == ENOTSOCK;
  }

  static String text(int errno) {
    return switch (errno) {
      case EADDRINUSE -> "Address already in use";
      case EADDRNOTAVAIL -> "Cannot assign requested address";
      case EACCES, EPERM -> "Permission denied";
      case EAFNOSUPPORT -> "Address family not supported";
      default -> "errno " + errno;
    };
  }
}
