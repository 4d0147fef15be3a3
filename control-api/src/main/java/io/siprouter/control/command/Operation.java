package io.siprouter.control.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a command is asked for. Its Javadoc is what the served documents say about it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Operation {

  /** Its name on the WebSocket, for example {@code make_call}. */
  String name();

  /** Other names it goes by there. */
  String[] aliases() default {};

  Verb verb() default Verb.NONE;

  /**
   * Its paths below {@code /api/v1}, the first of them the proper one; what stands in braces is an
   * argument.
   */
  String[] path() default {};

  Scope scope();

  /** What is answered; {@code Void} where there is nothing to say. */
  Class<?> result() default Void.class;

  /** Whether there is something afterwards that was not there before: {@link Reply.Made}. */
  boolean made() default false;

  /** Whether {@link #result} is what a page of a list consists of. */
  boolean list() default false;

  /** Other forms of the answer than JSON, as content types. */
  String[] formats() default {};
}
