/** The executor that runs trials on threads of the driver. */
package io.synapse.execute.inline;
