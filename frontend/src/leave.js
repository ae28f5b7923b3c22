/** For pages without the editor: the wipe before a sign-out, and nothing else. */
import { wipeAtSignOut } from "./wipe.js";

wipeAtSignOut(document);
