/** What several packages do with files: whole folders and digests. Uses no other package. */
package io.synapse.files;
