/** A JSON or YAML text as a tree of values that know where they stand. */
package io.synapse.job.document;
