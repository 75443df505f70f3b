package chat.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies run one way: services → service-kit → wire, and inside a service edge → store. */
@AnalyzeClasses(locations = House.class)
class DependencyRulesTest {

  @ArchTest
  static final ArchRule wireIsPlain =
      classes()
          .that()
          .resideInAPackage("chat.wire..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "chat.wire..", "com.fasterxml.jackson.annotation..", "org.jspecify..")
          .because(
              "wire is read by everybody, other teams included: it is records, without Spring and"
                  + " without behaviour");

  @ArchTest
  static final ArchRule kitKnowsNoService =
      noClasses()
          .that()
          .resideInAPackage("chat.kit..")
          .should()
          .dependOnClassesThat(areOfAService())
          .because("the kit serves every service and knows none: it has no chat words in it");

  @ArchTest
  static final ArchRule servicesMeetOnlyInWire =
      slices()
          .matching("chat.(auth|rooms|messages|presence|notifications|gateway)..")
          .should()
          .notDependOnEachOther()
          .because(
              "a service may be scaled, stopped and rewritten alone: services talk through events"
                  + " and HTTP, in the words of shared-contracts/wire");

  @ArchTest
  static final ArchRule featuresDoNotGoInCircles =
      slices()
          .matching("chat.(*).(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature that needs another which needs it back is one feature");

  @ArchTest
  static final ArchRule storesKnowNoEdge =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Store")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are edges",
                  type ->
                      type.getSimpleName().endsWith("Controller")
                          || type.getSimpleName().endsWith("Endpoint")
                          || type.getSimpleName().endsWith("Listener")))
          .because("edges call features, features call stores, never the other way round")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaClass> areOfAService() {
    return JavaClass.Predicates.resideInAnyPackage(
        "chat.auth..",
        "chat.rooms..",
        "chat.messages..",
        "chat.presence..",
        "chat.notifications..",
        "chat.gateway..");
  }
}
