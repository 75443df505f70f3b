package chat.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Habits that a review should not have to look for. */
@AnalyzeClasses(locations = House.class)
class CodingRulesTest {
  private static final Set<String> BLOCKING =
      Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.InstantSource.instant",
          "java.time.Clock.instant",
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis");

  @ArchTest
  static final ArchRule nothingBlocksAnEventLoop =
      noClasses()
          .that()
          .resideInAnyPackage(
              "chat.kit..",
              "chat.gateway..",
              "chat.auth..",
              "chat.rooms..",
              "chat.messages..",
              "chat.presence..",
              "chat.notifications..")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "blocks on a publisher",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().getPackageName().startsWith("reactor.core")
                          && BLOCKING.contains(call.getName())))
          .because("one blocked event loop holds up every connection on it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule whatIsScheduledAsksForTheTimeWhenItIsItsTurn =
      noMethods()
          .that()
          .areAnnotatedWith("org.springframework.scheduling.annotation.Scheduled")
          .should(askForTheTime())
          .because("Spring calls such a method once and subscribes to its publisher ever after");

  private static ArchCondition<JavaMethod> askForTheTime() {
    return new ArchCondition<>("ask for the time outside of a lambda") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getMethodCallsFromSelf().stream()
            .filter(
                call ->
                    !call.isDeclaredInLambda()
                        && CLOCKS.contains(call.getTarget().getFullName().replaceAll("\\(.*", "")))
            .forEach(
                call -> events.add(SimpleConditionEvent.satisfied(method, call.getDescription())));
      }
    };
  }

  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .because("code that waits for a time instead of a condition is late or wrong");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .because("collaborators come through the constructor, settings through a record");

  @ArchTest
  static final ArchRule settingsAreChecked =
      classes()
          .that()
          .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
          .should()
          .beAnnotatedWith("org.springframework.validation.annotation.Validated")
          .because("a setting that cannot work is refused at the start, by its name");

  @ArchTest
  static final ArchRule servicesLogAndDoNotPrint =
      noClasses()
          .that()
          .resideOutsideOfPackages("chat.launcher..", "chat.backing..", "chat.load..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("services log; only the command line programs print");

  @ArchTest static final ArchRule oneLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
