/** Results folders of Ray Tune, and their way into a store as runs. */
package io.synapse.store.raytune;
