/** The projects that {@code synapse plugin new} writes. Templates are in the resources. */
package io.synapse.cli.scaffold;
