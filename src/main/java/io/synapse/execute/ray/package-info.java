/** Workers on the nodes of a Ray cluster: what is sent there, and the bridge that talks to them. */
package io.synapse.execute.ray;
