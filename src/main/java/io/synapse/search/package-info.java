/** Search algorithms: where the next trial's configuration comes from. */
package io.synapse.search;
