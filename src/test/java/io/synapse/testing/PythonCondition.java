package io.synapse.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Whether a class that {@link NeedsPython} can run. */
final class PythonCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("decided for the class");
    }
    String module =
        AnnotationSupport.findAnnotation(context.getTestClass(), NeedsPython.class)
            .map(NeedsPython::module)
            .orElse("");
    try {
      return ConditionEvaluationResult.enabled(interpreter(module).toString());
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  private static Path interpreter(String module) {
    return switch (module) {
      case "" -> Pythons.require();
      case "ray" -> Pythons.requireWithRay();
      case "tensorboard" -> Pythons.requireWithReaders();
      case "mlflow" -> Pythons.requireWithMlflow();
      default -> Pythons.requireWith(module);
    };
  }
}
