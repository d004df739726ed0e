package io.synapse.testing;

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
      return ConditionEvaluationResult.enabled(
          (module.isEmpty() ? Pythons.require() : Pythons.requireWith(module)).toString());
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }
}
