"""Pages: one slice per noun, each with urls, views, show. They open one door, say one verb, and answer."""
