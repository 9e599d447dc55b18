package dev.plenum.sfu;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.plenum", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] PATH = {
    "dev.plenum.rtp..", "dev.plenum.sfu.stream..", "dev.plenum.sfu.room..",
    "dev.plenum.sfu.transport..", "dev.plenum.sfu.srtp..", "dev.plenum.sfu.counters.."
  };

  @ArchTest
  static final ArchRule SHOULD_IMPORT_DOWNWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("node")
          .definedBy("dev.plenum.sfu.node..")
          .layer("room")
          .definedBy("dev.plenum.sfu.room..")
          .layer("transport")
          .definedBy("dev.plenum.sfu.transport..")
          .layer("stream")
          .definedBy("dev.plenum.sfu.stream..")
          .layer("port")
          .definedBy("dev.plenum.sfu.port..")
          .layer("srtp")
          .definedBy("dev.plenum.sfu.srtp..")
          .layer("ice")
          .definedBy("dev.plenum.sfu.ice..")
          .layer("dtls")
          .definedBy("dev.plenum.sfu.dtls..")
          .whereLayer("node")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("room")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("transport")
          .mayOnlyBeAccessedByLayers("node", "room")
          .whereLayer("stream")
          .mayOnlyBeAccessedByLayers("node", "room", "transport")
          .whereLayer("port")
          .mayOnlyBeAccessedByLayers("node", "room", "transport")
          .whereLayer("srtp")
          .mayOnlyBeAccessedByLayers("node", "room", "transport")
          .whereLayer("ice")
          .mayOnlyBeAccessedByLayers("node", "room", "transport")
          .whereLayer("dtls")
          .mayOnlyBeAccessedByLayers("node", "room", "transport");

  @ArchTest
  static final ArchRule SHOULD_HAVE_NO_PACKAGE_CYCLES =
      slices().matching("dev.plenum.sfu.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SHOULD_KEEP_CONTROL_FREE_OF_WHAT_IMPLEMENTS_IT =
      noClasses()
          .that()
          .resideInAPackage("dev.plenum.sfu.control..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.plenum.sfu..")
                  .and(not(resideInAPackage("dev.plenum.sfu.control.."))));

  @ArchTest
  static final ArchRule SHOULD_KEEP_STREAMS_PURE =
      noClasses()
          .that()
          .resideInAPackage("dev.plenum.sfu.stream..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.nio.channels..", "io.netty..")
                  .or(resideInAPackage("java.util.concurrent..")));

  @ArchTest
  static final ArchRule SHOULD_TAKE_NO_LOCK_ON_THE_PATH =
      noClasses()
          .that()
          .resideInAnyPackage(PATH)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks..");

  @ArchTest
  static final ArchRule SHOULD_SYNCHRONIZE_NOTHING_ON_THE_PATH =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(PATH)
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule SHOULD_READ_THE_CLOCK_IN_THE_LOOP_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(PATH)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
