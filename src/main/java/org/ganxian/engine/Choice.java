package org.ganxian.engine;

/** One entry of a select in a form. */
public record Choice(String label, String value) {}
