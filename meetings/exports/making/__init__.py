"""Having a document made: asked for by a person, made by the worker, deleted after a while."""
