/**
 * Runs trials on the nodes of a Ray cluster. A bridge, a process in Python that Ray takes for a
 * driver, is spoken to in lines; it keeps one actor for each slot, and the actor a worker on its
 * node.
 */
package io.synapse.execute.ray;
