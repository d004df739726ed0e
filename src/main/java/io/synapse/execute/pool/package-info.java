/** Workers that serve one attempt after another, wherever they run. */
package io.synapse.execute.pool;
