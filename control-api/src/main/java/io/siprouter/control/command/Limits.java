package io.siprouter.control.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an argument may be. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Limits {

  /** The longest text anybody may give where nothing else is said. */
  int MOST_CHARACTERS = 256;

  /** The longest list anybody may give where nothing else is said. */
  int MOST_ITEMS = 100;

  int minLength() default 0;

  int maxLength() default MOST_CHARACTERS;

  int maxItems() default MOST_ITEMS;

  long min() default Long.MIN_VALUE;

  long max() default Long.MAX_VALUE;

  /** A regular expression of ECMA-262 that the text has to match; empty for any. */
  String pattern() default "";
}
