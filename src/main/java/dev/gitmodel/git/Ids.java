package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** Our values to JGit's and back. */
final class Ids {
  private Ids() {}

  static ObjectId of(Revision revision) {
    return ObjectId.fromString(revision.hex());
  }

  static Revision of(AnyObjectId id) {
    return new Revision(id.name());
  }

  static PersonIdent person(Actor actor, Instant at) {
    return new PersonIdent(actor.name(), actor.email(), at, ZoneOffset.UTC);
  }

  /** The person as an actor; a commit made by hand may hold a name that we would refuse. */
  static Actor actor(PersonIdent person) {
    try {
      return new Actor(person.getName().strip(), person.getEmailAddress().strip());
    } catch (RegistryException unusual) {
      return new Actor("unknown", "unknown");
    }
  }
}
