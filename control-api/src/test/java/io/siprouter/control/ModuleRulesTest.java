package io.siprouter.control;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** The layering of the project. Think hard before changing this file. */
@AnalyzeClasses(packages = "io.siprouter", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {

  private static final String SIP_PROTO = "io.siprouter.sip..";
  private static final String MEDIA = "io.siprouter.media..";
  private static final String CONFIG = "io.siprouter.config..";
  private static final String CORE = "io.siprouter.core..";
  private static final String WEBRTC = "io.siprouter.webrtc..";
  private static final String CONTROL = "io.siprouter.control..";

  @ArchTest static final ArchRule mediaKnowsNoneOfOurs = onlyOursIn(MEDIA);

  @ArchTest static final ArchRule configKnowsNoneOfOurs = onlyOursIn(CONFIG);

  @ArchTest
  static final ArchRule sipProtoHasNoDependencies =
      noClasses()
          .that()
          .resideInAPackage(SIP_PROTO)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(SIP_PROTO, "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule sipProtoIsDataOnly =
      noClasses()
          .that()
          .resideInAPackage(SIP_PROTO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.util.concurrent..", "java.nio.channels..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule coreKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WEBRTC, CONTROL, "io.siprouter.web..");

  @ArchTest
  static final ArchRule webrtcKnowsNoControl =
      noClasses()
          .that()
          .resideInAPackage(WEBRTC)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CONTROL)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule jainSipStaysInCoreSip =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.siprouter.core.sip..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule jnaStaysInMediaNatives =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.siprouter.media.natives..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule webrtcJavaStaysInWebrtc =
      noClasses()
          .that()
          .resideOutsideOfPackage(WEBRTC)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.onvoid..");

  @ArchTest
  static final ArchRule vertxStaysInControl =
      noClasses()
          .that()
          .resideOutsideOfPackage(CONTROL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule onlyOneJackson =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..");

  @ArchTest
  static final ArchRule machinesArePure =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Machine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.util.concurrent..", "org.slf4j..", "io.netty..", "javax.sip..");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule coreAsksAnInjectedClock =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.siprouter.(**)").should().beFreeOfCycles();

  private static ArchRule onlyOursIn(String module) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.siprouter..").and(resideOutsideOfPackage(module)));
  }
}
