/** Tell people and programs what happened: mail and signed webhooks, from a durable outbox. */
@NullMarked
package dev.gitmodel.notify;

import org.jspecify.annotations.NullMarked;
