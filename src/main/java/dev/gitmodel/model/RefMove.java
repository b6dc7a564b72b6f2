package dev.gitmodel.model;

/** A ref that moved: {@link Revision#NONE} stands for "not there". */
public record RefMove(String ref, Revision from, Revision to) {}
