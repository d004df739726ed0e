/** Results folders of Ray Tune, and their import as runs. */
package io.synapse.store.raytune;
