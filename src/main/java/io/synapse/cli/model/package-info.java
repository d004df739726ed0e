/** {@code synapse model}. */
package io.synapse.cli.model;
