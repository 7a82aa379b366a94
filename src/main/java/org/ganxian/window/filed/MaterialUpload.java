package org.ganxian.window.filed;

/** A file of a material. */
public record MaterialUpload(String material, String filename, byte[] content) {}
