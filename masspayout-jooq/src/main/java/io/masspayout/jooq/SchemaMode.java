package io.masspayout.jooq;

/** What is done about the schema before a store works on it. */
public enum SchemaMode {
    /** Brings the schema up to this library's version; needs a role that may create tables there. */
    MIGRATE,
    /** Refuses a schema that is not exactly this library's version; reading rights on it are enough. */
    VALIDATE,
    /** Looks at nothing: somebody else makes sure of it. */
    NONE
}
