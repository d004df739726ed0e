/** JSON and YAML texts as trees of nodes that know their places. */
package io.synapse.job.document;
