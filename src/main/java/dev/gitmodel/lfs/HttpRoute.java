package dev.gitmodel.lfs;

import java.net.http.HttpClient;

/**
 * How the user's Git reaches a URL: by a client with its proxy and certificates, with the fields
 * that are set for it; {@code redirects} where it follows any.
 */
public record HttpRoute(HttpClient client, HttpFields fields, boolean redirects) {}
