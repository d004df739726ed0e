/** {@code synapse doctor}: what it looks at. */
package io.synapse.cli.doctor;
