/** {@code synapse dataset}. */
package io.synapse.cli.dataset;
