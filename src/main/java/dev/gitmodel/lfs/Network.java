package dev.gitmodel.lfs;

/** What the world looks like from here: the ways, the user's logins, and time. */
public record Network(HttpRoutes routes, Logins logins, Patience patience) {}
