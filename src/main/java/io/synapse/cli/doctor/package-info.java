/** What {@code synapse doctor} looks at: each part of the machine that runs need. */
package io.synapse.cli.doctor;
