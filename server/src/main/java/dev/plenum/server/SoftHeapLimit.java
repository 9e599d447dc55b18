package dev.plenum.server;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Has ZGC collect garbage before the heap grows into memory that was never used. By itself it lets
 * the heap grow to gigabytes first, and the first touch of each page costs more than to collect
 * what lay in others: page faults were a third of the control loop's time while people joined.
 *
 * <p>After each collection the limit follows what is left, so that it is never too small for those
 * who are here, which would mean one collection after the other. The limit is soft: the heap grows
 * beyond it where it must.
 */
final class SoftHeapLimit {
  private static final String OPTION = "SoftMaxHeapSize";

  /** What the garbage of a few hundred joins takes, and more. */
  private static final long LEAST_BYTES = 768L << 20;

  /** So many times what a collection has left. */
  private static final int MULTIPLE = 4;

  private final HotSpotDiagnosticMXBean machine;
  private final long mostBytes;

  private SoftHeapLimit(HotSpotDiagnosticMXBean machine, long mostBytes) {
    this.machine = machine;
    this.mostBytes = mostBytes;
  }

  /** From now on, except with other collectors, or where the command line says how large. */
  static void keep() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (isAsked(machine.getVMOption(OPTION).getOrigin())
        || !machine.getVMOption("UseZGC").getValue().equals("true")) {
      return;
    }
    SoftHeapLimit limit = new SoftHeapLimit(machine, Runtime.getRuntime().maxMemory());
    limit.follow(0);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (notification, none) -> limit.collected(notification), null, null);
      }
    }
  }

  private static boolean isAsked(VMOption.Origin origin) {
    return switch (origin) {
      case DEFAULT, ERGONOMIC -> false; // ZGC sets it to the heap's hard limit
      default -> true;
    };
  }

  private void collected(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GarbageCollectionNotificationInfo collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
      if (collection.getGcName().endsWith("Cycles")) { // its pauses are told of, too
        follow(
            collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().startsWith("ZGC"))
                .map(Map.Entry::getValue)
                .mapToLong(MemoryUsage::getUsed)
                .sum());
      }
    }
  }

  private void follow(long leftBytes) {
    machine.setVMOption(OPTION, Long.toString(bytes(leftBytes, mostBytes)));
  }

  /**
   * @param leftBytes what a collection has left in the heap
   * @param mostBytes the heap's hard limit
   */
  static long bytes(long leftBytes, long mostBytes) {
    return Math.min(mostBytes, Math.max(LEAST_BYTES, MULTIPLE * leftBytes));
  }
}
