package io.siprouter.control.http;

import io.siprouter.control.api.ApiParts;
import io.siprouter.control.audit.Audit;
import io.siprouter.control.auth.Access;
import io.siprouter.control.tls.ServerCertificate;
import java.time.InstantSource;

/** What the listeners serve, and whom. */
public record HttpParts(
    ApiParts api, Access access, ServerCertificate certificate, Audit audit, InstantSource clock) {}
