package org.ganxian.platform;

/** One entry of a select in a form. */
public record Choice(String label, String value) {}
