package io.synapse.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a class of tests, visibly, where there is no Python for them; see {@link Pythons}. Unlike
 * an assumption before all tests, which no report shows.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PythonCondition.class)
public @interface NeedsPython {

  /** A module that it must be able to import, such as {@code sklearn}; empty for any Python. */
  String module() default "";
}
