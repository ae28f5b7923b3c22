// The small behaviors of every page. Each one waits for its data- attribute; pages work without any of them.
import "./confirm.js";
import "./disclose.js";
import "./exit.js";
import "./grow.js";
import "./once.js";
import "./print.js";
import "./reveal.js";
