package org.ganxian.organization;

/** Another city is the root of the tree; told within the transaction in which it became so. */
public record CityReplaced(String code) {}
