/** What model-based searches share: spaces as coordinates and histories as observations. */
package io.synapse.search.model;
