/** Preparing a stored run to be resumed. */
package io.synapse.action.resume;
