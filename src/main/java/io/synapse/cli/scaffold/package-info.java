/** New plugins: what they are made from, and how they come into their folder whole. */
package io.synapse.cli.scaffold;
